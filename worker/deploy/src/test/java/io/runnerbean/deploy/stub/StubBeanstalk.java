package io.runnerbean.deploy.stub;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A stub of Elastic Beanstalk and its bucket. */
final class StubBeanstalk {

  final Map<String, String> versions = new HashMap<>();
  final Set<String> objects = new HashSet<>();
  String processed = "PROCESSED";
  String health = "Green";

  String answer(Call call) {
    return switch (call.action()) {
      case "CreateStorageLocation" ->
          "<S3Bucket>elasticbeanstalk-eu-west-1-123456789012</S3Bucket>";
      case "DescribeApplicationVersions" -> versions(call.get("VersionLabels.member.1"));
      case "CreateApplicationVersion" -> create(call);
      case "DescribeEvents" ->
          "<Events><member><EventDate>2026-11-28T03:00:00Z</EventDate><Message>Environment update is starting.</Message><Severity>INFO</Severity></member></Events>";
      case "DescribeEnvironments" ->
          "<Environments><member><EnvironmentName>%s</EnvironmentName><Status>Ready</Status><Health>%s</Health></member></Environments>"
              .formatted(call.get("EnvironmentNames.member.1"), health);
      case "DescribeEnvironmentHealth" ->
          "<Causes><member>Command failed on all instances.</member></Causes>";
      default -> throw new IllegalArgumentException(call.action());
    };
  }

  private String create(Call call) {
    String key = call.get("SourceBundle.S3Key");
    if (!objects.contains(key)) {
      throw new AwsError("InvalidParameterValue", "Unable to download from S3: " + key);
    }
    versions.put(call.get("VersionLabel"), processed);
    return "";
  }

  private String versions(String label) {
    String status = versions.get(label);
    return status == null
        ? "<ApplicationVersions/>"
        : "<ApplicationVersions><member><VersionLabel>%s</VersionLabel><Status>%s</Status></member></ApplicationVersions>"
            .formatted(label, status);
  }
}

package io.runnerbean.deploy.version;

import io.runnerbean.deploy.console.Console;
import io.runnerbean.deploy.console.DeployException;
import io.runnerbean.deploy.console.Polling;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.elasticbeanstalk.ElasticBeanstalkClient;
import software.amazon.awssdk.services.elasticbeanstalk.model.ApplicationVersionDescription;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The versions of an application. */
public record Versions(
    ElasticBeanstalkClient beanstalk, S3Client s3, Polling polling, Console console) {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /**
   * Creates a version of the bundle, unless it exists, and waits until Beanstalk has validated it.
   *
   * @throws DeployException if Beanstalk rejects the bundle
   */
  public void publish(String application, Bundle bundle) {
    if (find(application, bundle).isEmpty()) {
      String bucket = beanstalk.createStorageLocation().s3Bucket();
      String key = "%s/%s.zip".formatted(application, bundle.label());
      upload(bucket, key, bundle);
      create(application, bundle, bucket, key);
    }
    polling
        .atMost(TIMEOUT)
        .until("Beanstalk's validation of the bundle", () -> isProcessed(application, bundle));
    console.print("  version    %s", bundle.label());
  }

  private void upload(String bucket, String key, Bundle bundle) {
    if (!exists(bucket, key)) {
      console.print("  uploading  %d MB", bundle.bytes() / 1_000_000);
      s3.putObject(object -> object.bucket(bucket).key(key), Upload.of(bundle, console));
    }
  }

  private boolean exists(String bucket, String key) {
    try {
      return s3.headObject(object -> object.bucket(bucket).key(key)) != null;
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  private void create(String application, Bundle bundle, String bucket, String key) {
    beanstalk.createApplicationVersion(version ->
        version
            .applicationName(application)
            .versionLabel(bundle.label())
            .sourceBundle(source -> source.s3Bucket(bucket).s3Key(key))
            .process(true));
  }

  private boolean isProcessed(String application, Bundle bundle) {
    String status =
        find(application, bundle)
            .map(ApplicationVersionDescription::statusAsString)
            .orElse("PROCESSING");
    // Beanstalk answers in capitals; its documentation does not use them.
    return switch (status.toUpperCase(Locale.ROOT)) {
      case "PROCESSED", "UNPROCESSED" -> true;
      case "FAILED" ->
          throw new DeployException(
              "Beanstalk rejected version %s: .ebextensions or cron.yaml is invalid. The application's events in the AWS console show the error."
                  .formatted(bundle.label()));
      default -> false;
    };
  }

  private Optional<ApplicationVersionDescription> find(String application, Bundle bundle) {
    return beanstalk
        .describeApplicationVersions(
            versions -> versions.applicationName(application).versionLabels(bundle.label()))
        .applicationVersions()
        .stream()
        .findFirst();
  }
}

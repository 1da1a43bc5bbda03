package io.runnerbean.deploy.stub;

import java.util.Map;
import java.util.stream.Stream;

/**
 * What a client asked.
 *
 * @param service as its signature names it
 * @param action what it is to do
 * @param fields what it was told, flat
 */
record Call(String service, String action, Map<String, String> fields, String body) {

  String get(String field) {
    return fields.getOrDefault(field, "");
  }

  /** As tests read it: without what is different each time. */
  String line() {
    String subject =
        Stream.of(
                get("StackName"), get("ChangeSetName"), get("VersionLabel"), get("EnvironmentName"))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return "%s %s %s".formatted(service, action, subject.replaceFirst("/.*", "")).strip();
  }
}

package io.runnerbean.deploy.stub;

import java.util.Map;
import java.util.stream.Stream;

/**
 * A request of a client.
 *
 * @param service its name in the signature
 * @param action the operation
 * @param fields the parameters of the form, by flat name; empty for other protocols
 */
record Call(String service, String action, Map<String, String> fields, String body) {

  String get(String field) {
    return fields.getOrDefault(field, "");
  }

  /** The text that tests compare: without parts that differ in each run. */
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

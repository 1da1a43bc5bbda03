package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.DeployException;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;

/**
 * A parameter of a template.
 *
 * @param defaultValue empty if it has none
 * @param allowed the allowed values; empty if there is no such list
 */
public record TemplateParameter(
    String name, String defaultValue, boolean isNumber, List<String> allowed) {

  static TemplateParameter of(ParameterDeclaration declared) {
    String defaultValue = declared.defaultValue();
    return new TemplateParameter(
        declared.parameterKey(),
        defaultValue == null ? "" : defaultValue,
        "Number".equals(declared.parameterType()),
        declared.parameterConstraints() == null
            ? List.of()
            : declared.parameterConstraints().allowedValues());
  }

  /**
   * Checks a value before the deployment starts. CloudFormation checks the other constraints.
   *
   * @throws DeployException with what is allowed
   */
  public void validate(String value) {
    if (isNumber && !value.matches("\\d{1,9}")) {
      throw new DeployException(
          "--set %s must be an integer from 0 to 999999999, was %s".formatted(name, value));
    }
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      throw new DeployException(
          "--set %s must be one of %s; was %s".formatted(name, String.join(", ", allowed), value));
    }
  }
}

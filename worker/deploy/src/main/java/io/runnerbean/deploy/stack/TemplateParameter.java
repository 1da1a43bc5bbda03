package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.DeployException;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;

/**
 * A parameter of a template.
 *
 * @param usual its default; empty, if it has none
 * @param allowed its values; empty, if there are others
 */
public record TemplateParameter(String name, String usual, boolean isNumber, List<String> allowed) {

  static TemplateParameter of(ParameterDeclaration declared) {
    String usual = declared.defaultValue();
    return new TemplateParameter(
        declared.parameterKey(),
        usual == null ? "" : usual,
        "Number".equals(declared.parameterType()),
        declared.parameterConstraints() == null
            ? List.of()
            : declared.parameterConstraints().allowedValues());
  }

  /**
   * Makes sure that it can be this, before anything is begun; CloudFormation knows the rest.
   *
   * @throws DeployException saying what it can be
   */
  public void require(String value) {
    if (isNumber && !value.matches("\\d{1,9}")) {
      throw new DeployException("--set %s=%s: it must be a number.".formatted(name, value));
    }
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      throw new DeployException(
          "--set %s=%s: it must be one of %s.".formatted(name, value, String.join(", ", allowed)));
    }
  }
}

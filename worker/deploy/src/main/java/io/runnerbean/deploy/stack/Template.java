package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.told.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;

/**
 * A template, as CloudFormation has understood it.
 *
 * @param defaults of its parameters; empty for those without
 * @param types of its resources
 */
public record Template(String body, Map<String, String> defaults, List<String> types) {

  /**
   * Reads it, and has CloudFormation check it.
   *
   * @throws DeployException if it cannot be read, or is not valid
   */
  public static Template read(Path file, CloudFormationClient formation) {
    try {
      String body = Files.readString(file);
      return of(body, formation.getTemplateSummary(template -> template.templateBody(body)));
    } catch (IOException e) {
      throw new DeployException("The template %s cannot be read: %s".formatted(file, e));
    } catch (CloudFormationException e) {
      if (!"ValidationError".equals(e.awsErrorDetails().errorCode())) {
        throw e;
      }
      throw new DeployException(
          "The template %s is not valid: %s".formatted(file, e.awsErrorDetails().errorMessage()));
    }
  }

  /** Whether it has a parameter of this name. */
  public boolean takes(String parameter) {
    return defaults.containsKey(parameter);
  }

  private static Template of(String body, GetTemplateSummaryResponse summary) {
    Map<String, String> defaults = new HashMap<>();
    for (ParameterDeclaration parameter : summary.parameters()) {
      String value = parameter.defaultValue();
      defaults.put(parameter.parameterKey(), value == null ? "" : value);
    }
    return new Template(body, defaults, summary.resourceTypes());
  }
}

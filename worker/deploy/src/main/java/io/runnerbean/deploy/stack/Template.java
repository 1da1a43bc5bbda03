package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;

/**
 * A template, as CloudFormation has understood it.
 *
 * @param parameters by their names
 * @param types of its resources
 */
public record Template(String body, Map<String, TemplateParameter> parameters, List<String> types) {

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

  /** Whether it can be made before other stacks: what imports nothing can. */
  public boolean standsAlone() {
    return !body.contains("ImportValue");
  }

  /** Whether it has a parameter of this name. */
  public boolean takes(String parameter) {
    return parameters.containsKey(parameter);
  }

  /**
   * Makes sure that one of its parameters can be this.
   *
   * @throws DeployException saying what it can be
   */
  public void require(String parameter, String value) {
    Objects.requireNonNull(parameters.get(parameter)).require(value);
  }

  /** What parameters are when nobody says anything; empty for those without. */
  Map<String, String> defaults() {
    return parameters.values().stream()
        .collect(Collectors.toMap(TemplateParameter::name, TemplateParameter::usual));
  }

  private static Template of(String body, GetTemplateSummaryResponse summary) {
    Map<String, TemplateParameter> parameters =
        summary.parameters().stream()
            .map(TemplateParameter::of)
            .collect(Collectors.toMap(TemplateParameter::name, Function.identity()));
    return new Template(body, parameters, summary.resourceTypes());
  }
}

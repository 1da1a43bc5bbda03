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
 * A template, and CloudFormation's summary of it.
 *
 * @param parameters by name
 * @param types of its resources, one for each resource
 */
public record Template(String body, Map<String, TemplateParameter> parameters, List<String> types) {

  /**
   * Reads a template. CloudFormation checks it.
   *
   * @throws DeployException if it cannot be read, or is not valid
   */
  public static Template read(Path file, CloudFormationClient formation) {
    try {
      String body = Files.readString(file);
      return of(body, formation.getTemplateSummary(template -> template.templateBody(body)));
    } catch (IOException e) {
      throw new DeployException("Cannot read the template %s: %s".formatted(file, e));
    } catch (CloudFormationException e) {
      if (!"ValidationError".equals(e.awsErrorDetails().errorCode())) {
        throw e;
      }
      throw new DeployException(
          "The template %s is not valid: %s".formatted(file, e.awsErrorDetails().errorMessage()));
    }
  }

  /** Whether the template imports nothing from other stacks. */
  public boolean hasNoImports() {
    return !body.contains("ImportValue");
  }

  /** Whether the template has a parameter with this name. */
  public boolean hasParameter(String name) {
    return parameters.containsKey(name);
  }

  /**
   * Checks a value of a parameter.
   *
   * @throws DeployException with what is allowed
   */
  public void validate(String parameter, String value) {
    Objects.requireNonNull(parameters.get(parameter)).validate(value);
  }

  /** The default of each parameter; an empty text for those without. */
  Map<String, String> defaults() {
    return parameters.values().stream()
        .collect(Collectors.toMap(TemplateParameter::name, TemplateParameter::defaultValue));
  }

  private static Template of(String body, GetTemplateSummaryResponse summary) {
    Map<String, TemplateParameter> parameters =
        summary.parameters().stream()
            .map(TemplateParameter::of)
            .collect(Collectors.toMap(TemplateParameter::name, Function.identity()));
    return new Template(body, parameters, summary.resourceTypes());
  }
}

package io.runnerbean.deploy;

import io.runnerbean.deploy.console.DeployException;
import io.runnerbean.deploy.stack.Layer;
import io.runnerbean.deploy.stack.StackSpec;
import io.runnerbean.deploy.stack.Template;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The intended state of each stack of a deployment. */
record Plan(String name, Map<Layer, StackSpec> specs) {

  /**
   * Reads the templates, and gives each template those settings that are its parameters.
   *
   * @throws DeployException if a template is not valid, or no template has a setting
   */
  static Plan of(
      String name, Path templates, Map<String, String> settings, CloudFormationClient formation) {
    Map<Layer, StackSpec> specs = new EnumMap<>(Layer.class);
    for (Layer layer : Layer.values()) {
      Template template = Template.read(templates.resolve(layer.templateFile()), formation);
      specs.put(
          layer,
          new StackSpec(layer.stackName(name), template, values(layer, name, template, settings)));
    }
    requireKnown(settings.keySet(), specs.values());
    return new Plan(name, specs);
  }

  StackSpec spec(Layer layer) {
    return Objects.requireNonNull(specs.get(layer));
  }

  /** The worker's stack without a version: an application without an environment. */
  StackSpec application() {
    return spec(Layer.WORKER).with("VersionLabel", "");
  }

  /** The worker's stack with a version. */
  StackSpec worker(String versionLabel) {
    return spec(Layer.WORKER).with("VersionLabel", versionLabel);
  }

  private static Map<String, String> values(
      Layer layer, String name, Template template, Map<String, String> settings) {
    Map<String, String> values = new HashMap<>(settings);
    values.keySet().removeIf(setting -> !template.hasParameter(setting));
    values.forEach(template::validate);
    values.putAll(layer.stackParameters(name));
    return values;
  }

  private static void requireKnown(Collection<String> settings, Collection<StackSpec> specs) {
    List<String> unknown =
        settings.stream()
            .filter(
                setting -> specs.stream().noneMatch(spec -> spec.template().hasParameter(setting)))
            .toList();
    if (!unknown.isEmpty()) {
      TreeSet<String> known = new TreeSet<>();
      specs.forEach(spec -> known.addAll(spec.template().parameters().keySet()));
      throw new DeployException(
          "No template has the parameter %s. The parameters are: %s"
              .formatted(String.join(", ", unknown), String.join(", ", known)));
    }
  }
}

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

/** What each stack is to become. */
record Plan(String name, Map<Layer, StackSpec> targets) {

  /**
   * Reads the templates, and gives each what it takes of the settings.
   *
   * @throws DeployException if a template is not valid, or a setting is nobody's
   */
  static Plan of(
      String name, Path templates, Map<String, String> settings, CloudFormationClient formation) {
    Map<Layer, StackSpec> targets = new EnumMap<>(Layer.class);
    for (Layer layer : Layer.values()) {
      Template template = Template.read(templates.resolve(layer.file()), formation);
      targets.put(
          layer, new StackSpec(layer.of(name), template, values(layer, name, template, settings)));
    }
    requireTaken(settings.keySet(), targets.values());
    return new Plan(name, targets);
  }

  StackSpec target(Layer layer) {
    return Objects.requireNonNull(targets.get(layer));
  }

  /** The worker's, without anything that would run: there is an application then. */
  StackSpec application() {
    return target(Layer.WORKER).with("VersionLabel", "");
  }

  /** The worker's, with a version. */
  StackSpec worker(String versionLabel) {
    return target(Layer.WORKER).with("VersionLabel", versionLabel);
  }

  private static Map<String, String> values(
      Layer layer, String name, Template template, Map<String, String> settings) {
    Map<String, String> values = new HashMap<>(settings);
    values.keySet().removeIf(setting -> !template.takes(setting));
    values.forEach(template::require);
    values.putAll(layer.needs(name));
    return values;
  }

  private static void requireTaken(Collection<String> settings, Collection<StackSpec> targets) {
    List<String> strange =
        settings.stream()
            .filter(
                setting -> targets.stream().noneMatch(target -> target.template().takes(setting)))
            .toList();
    if (!strange.isEmpty()) {
      TreeSet<String> all = new TreeSet<>();
      targets.forEach(target -> all.addAll(target.template().parameters().keySet()));
      throw new DeployException(
          "No template has the parameter %s; there are: %s"
              .formatted(String.join(", ", strange), String.join(", ", all)));
    }
  }
}

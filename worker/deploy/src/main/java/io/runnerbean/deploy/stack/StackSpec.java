package io.runnerbean.deploy.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/**
 * The intended state of a stack.
 *
 * @param values of the parameters to set; the others keep their values, or get their defaults
 */
public record StackSpec(String stack, Template template, Map<String, String> values) {

  /** The same with one more value. */
  public StackSpec with(String parameter, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(parameter, value);
    return new StackSpec(stack, template, more);
  }

  /** The parameters of a change set for a stack that currently has these values. */
  List<Parameter> parameters(Map<String, String> current) {
    List<Parameter> parameters = new ArrayList<>();
    for (String name : template.defaults().keySet()) {
      if (values.containsKey(name)) {
        parameters.add(set(name, values.get(name)));
      } else if (current.containsKey(name)) {
        parameters.add(keep(name));
      }
    }
    return parameters;
  }

  /** The values of all parameters after the change. */
  public Map<String, String> effectiveValues(Map<String, String> current) {
    Map<String, String> effective = new HashMap<>(template.defaults());
    effective.putAll(current);
    effective.putAll(values);
    return effective;
  }

  private static Parameter set(String name, String value) {
    return Parameter.builder().parameterKey(name).parameterValue(value).build();
  }

  private static Parameter keep(String name) {
    return Parameter.builder().parameterKey(name).usePreviousValue(true).build();
  }
}

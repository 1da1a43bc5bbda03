package io.runnerbean.deploy.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/**
 * What a stack is to become.
 *
 * @param values of parameters that are to have these; the others keep theirs, or take their
 *     defaults
 */
public record StackSpec(String stack, Template template, Map<String, String> values) {

  /** The same, with more values. */
  public StackSpec with(String parameter, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(parameter, value);
    return new StackSpec(stack, template, more);
  }

  /** What CloudFormation is told, where the stack has these values now. */
  List<Parameter> parameters(Map<String, String> now) {
    List<Parameter> parameters = new ArrayList<>();
    for (String name : template.defaults().keySet()) {
      if (values.containsKey(name)) {
        parameters.add(given(name, values.get(name)));
      } else if (now.containsKey(name)) {
        parameters.add(kept(name));
      }
    }
    return parameters;
  }

  /** All values, as they will be. */
  public Map<String, String> outlook(Map<String, String> now) {
    Map<String, String> outlook = new HashMap<>(template.defaults());
    outlook.putAll(now);
    outlook.putAll(values);
    return outlook;
  }

  private static Parameter given(String name, String value) {
    return Parameter.builder().parameterKey(name).parameterValue(value).build();
  }

  private static Parameter kept(String name) {
    return Parameter.builder().parameterKey(name).usePreviousValue(true).build();
  }
}

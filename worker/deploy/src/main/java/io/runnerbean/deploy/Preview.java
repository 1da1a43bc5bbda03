package io.runnerbean.deploy;

import io.runnerbean.deploy.console.Console;
import io.runnerbean.deploy.stack.StackSpec;
import io.runnerbean.deploy.stack.Stacks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Shows what would be made or changed. */
record Preview(Stacks stacks, Console console) {

  void show(StackSpec target) {
    String status = stacks.find(target.stack()).map(Stack::stackStatusAsString).orElse("NONE");
    switch (status) {
      case "NONE" -> showNew(target);
      case "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED" -> showParts(target);
      case "UPDATE_ROLLBACK_FAILED" -> stacks.settle(target.stack());
      case String busy when busy.endsWith("_IN_PROGRESS") ->
          console.say("%s: is being changed (%s); that is waited for", target.stack(), busy);
      default -> showChanges(target.stack(), stacks.preview(target));
    }
  }

  /** What imports from a stack that is not there yet cannot be asked what it would change. */
  private void showNew(StackSpec target) {
    if (target.template().standsAlone()) {
      showChanges(target.stack(), stacks.preview(target));
    } else {
      showParts(target);
    }
  }

  /** CloudFormation lists what is in a template, whatever its conditions are. */
  private void showParts(StackSpec target) {
    console.say("%s: is new, with at most", target.stack());
    Map<String, Long> types =
        target.template().types().stream()
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    types.forEach((type, many) -> console.say("  add    %3d × %s", many, type));
  }

  private void showChanges(String stack, List<String> changes) {
    console.say(changes.isEmpty() ? "%s: stays as it is" : "%s: would", stack);
    changes.forEach(change -> console.say("  %s", change));
  }
}

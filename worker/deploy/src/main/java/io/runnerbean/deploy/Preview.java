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

/** Shows what a deployment would create or change. */
record Preview(Stacks stacks, Console console) {

  void show(StackSpec spec) {
    String status = stacks.find(spec.stack()).map(Stack::stackStatusAsString).orElse("NONE");
    switch (status) {
      case "NONE" -> showNew(spec);
      case "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED" -> showResources(spec);
      case "UPDATE_ROLLBACK_FAILED" -> stacks.finishPrevious(spec.stack());
      case String busy when busy.endsWith("_IN_PROGRESS") ->
          console.print(
              "%s: a change is in progress (%s); deploy waits for it first", spec.stack(), busy);
      default -> showChanges(spec.stack(), stacks.preview(spec));
    }
  }

  /** CloudFormation makes no change set for a stack whose imports do not exist yet. */
  private void showNew(StackSpec spec) {
    if (spec.template().hasNoImports()) {
      showChanges(spec.stack(), stacks.preview(spec));
    } else {
      showResources(spec);
    }
  }

  /** "At most", because CloudFormation lists resources whose conditions are false too. */
  private void showResources(StackSpec spec) {
    console.print("%s: new, with at most", spec.stack());
    Map<String, Long> types =
        spec.template().types().stream()
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    types.forEach((type, count) -> console.print("  add    %3d × %s", count, type));
  }

  private void showChanges(String stack, List<String> changes) {
    console.print(changes.isEmpty() ? "%s: no changes" : "%s: would change", stack);
    changes.forEach(change -> console.print("  %s", change));
  }
}

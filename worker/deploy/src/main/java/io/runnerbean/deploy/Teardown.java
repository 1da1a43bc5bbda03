package io.runnerbean.deploy;

import io.runnerbean.deploy.console.Console;
import io.runnerbean.deploy.console.DeployException;
import io.runnerbean.deploy.stack.Layer;
import io.runnerbean.deploy.stack.StackSpec;
import io.runnerbean.deploy.stack.Stacks;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The way back, in the order in which nothing needs any more what goes. */
record Teardown(Plan plan, Stacks stacks, SqsClient sqs, Console console) {

  private static final List<Layer> WORK = List.of(Layer.OBSERVABILITY, Layer.WORKER);
  private static final List<Layer> DATA = List.of(Layer.DATA, Layer.NETWORK);

  /**
   * Shows what goes, and what stays.
   *
   * @throws DeployException if there is nothing
   */
  void show(boolean data) {
    if (WORK.stream().noneMatch(this::isThere) && DATA.stream().noneMatch(this::isThere)) {
      throw new DeployException("There is no deployment %s in this region.".formatted(plan.name()));
    }
    WORK.forEach(layer -> say(layer, "goes"));
    DATA.forEach(
        layer -> say(layer, data ? "goes" : "stays, and goes on costing; --data takes it away"));
    if (data && isThere(Layer.DATA)) {
      console.say("  a last snapshot of the database stays, and the queues: %s", waiting());
    }
  }

  void run(boolean data) {
    WORK.forEach(this::delete);
    if (data) {
      String last = isThere(Layer.DATA) ? whatStays() : "The data was gone before.";
      unprotect();
      DATA.forEach(this::delete);
      console.say("%s", last);
    }
  }

  private void delete(Layer layer) {
    String stack = layer.of(plan.name());
    stacks.settle(stack);
    console.say("%s", stack);
    stacks.delete(stack);
  }

  /** Who asks for this has typed the deployment's name. */
  private void unprotect() {
    StackSpec target = plan.target(Layer.DATA);
    Map<String, String> now = stacks.values(target.stack());
    if ("true".equals(now.get("DbDeletionProtection"))) {
      console.say("%s: lifting the database's protection", target.stack());
      boolean _ = stacks.bring(target.with("DbDeletionProtection", "false"));
    }
  }

  private boolean isThere(Layer layer) {
    return stacks.find(layer.of(plan.name())).isPresent();
  }

  private void say(Layer layer, String what) {
    stacks
        .find(layer.of(plan.name()))
        .map(Stack::stackName)
        .ifPresent(stack -> console.say("%-24s %s", stack, what));
  }

  private String whatStays() {
    String data = Layer.DATA.of(plan.name());
    return "The database's last snapshot and the queues stay, until you delete them: %s and %s"
        .formatted(stacks.output(data, "QueueUrl"), stacks.output(data, "DeadLetterQueueUrl"));
  }

  private String waiting() {
    String data = Layer.DATA.of(plan.name());
    return "%s messages wait, and %s dead letters"
        .formatted(
            messages(stacks.output(data, "QueueUrl")),
            messages(stacks.output(data, "DeadLetterQueueUrl")));
  }

  private String messages(String url) {
    return sqs.getQueueAttributes(queue ->
            queue.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        .attributes()
        .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "?");
  }
}

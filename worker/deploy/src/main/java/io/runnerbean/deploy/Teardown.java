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

/** Deletes the stacks of a deployment, each before the stacks that it depends on. */
record Teardown(Plan plan, Stacks stacks, SqsClient sqs, Console console) {

  private static final List<Layer> WORK = List.of(Layer.OBSERVABILITY, Layer.WORKER);
  private static final List<Layer> DATA = List.of(Layer.DATA, Layer.NETWORK);

  /**
   * Shows what will be deleted and what will be kept.
   *
   * @throws DeployException if the deployment does not exist
   */
  void preview(boolean data) {
    if (WORK.stream().noneMatch(this::exists) && DATA.stream().noneMatch(this::exists)) {
      throw new DeployException("There is no deployment %s in this region.".formatted(plan.name()));
    }
    WORK.forEach(layer -> print(layer, "will be deleted"));
    DATA.forEach(
        layer -> print(layer, data ? "will be deleted" : "kept (still billed); --data deletes it"));
    if (data && exists(Layer.DATA)) {
      console.print(
          "  kept: a last snapshot of the database, and the queues with %s", queueContents());
    }
  }

  void run(boolean data) {
    WORK.forEach(this::delete);
    if (data) {
      String kept =
          exists(Layer.DATA) ? keptResources() : "The data stack had already been deleted.";
      disableDeletionProtection();
      DATA.forEach(this::delete);
      console.print("%s", kept);
    }
  }

  private void delete(Layer layer) {
    String stack = layer.stackName(plan.name());
    stacks.finishPrevious(stack);
    console.print("%s", stack);
    stacks.delete(stack);
  }

  /** The user has typed the deployment's name to confirm this. */
  private void disableDeletionProtection() {
    StackSpec spec = plan.spec(Layer.DATA);
    Map<String, String> current = stacks.values(spec.stack());
    if ("true".equals(current.get("DbDeletionProtection"))) {
      console.print("%s: disabling the database's deletion protection", spec.stack());
      boolean _ = stacks.deploy(spec.with("DbDeletionProtection", "false"));
    }
  }

  private boolean exists(Layer layer) {
    return stacks.find(layer.stackName(plan.name())).isPresent();
  }

  private void print(Layer layer, String outcome) {
    stacks
        .find(layer.stackName(plan.name()))
        .map(Stack::stackName)
        .ifPresent(stack -> console.print("%-24s %s", stack, outcome));
  }

  private String keptResources() {
    String data = Layer.DATA.stackName(plan.name());
    return "Kept until you delete them: the last snapshot of the database, and the queues %s and %s"
        .formatted(stacks.output(data, "QueueUrl"), stacks.output(data, "DeadLetterQueueUrl"));
  }

  private String queueContents() {
    String data = Layer.DATA.stackName(plan.name());
    return "%s messages and %s dead letters"
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

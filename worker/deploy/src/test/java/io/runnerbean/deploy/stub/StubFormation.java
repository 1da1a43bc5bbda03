package io.runnerbean.deploy.stub;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A stub of CloudFormation. */
final class StubFormation {

  final Map<String, StubStack> stacks = new TreeMap<>();

  /** Stacks whose next change fails, with the reason. */
  final Map<String, String> failing = new HashMap<>();

  private final Map<String, Call> changeSets = new HashMap<>();

  /** The summaries by template. All tests use the same templates. */
  private static final Map<String, String> SUMMARIES = new ConcurrentHashMap<>();

  private static final Pattern PARAMETER = Pattern.compile("^  (\\w+):$");
  private static final Pattern DEFAULT = Pattern.compile("^    Default: \"?([^\"]*)\"?$");

  String answer(Call call) {
    return switch (call.action()) {
      case "GetTemplateSummary" ->
          SUMMARIES.computeIfAbsent(call.get("TemplateBody"), StubFormation::summary);
      case "DescribeStacks" -> describe(call);
      case "DescribeStackEvents" ->
          "<StackEvents>" + String.join("", stack(call).events) + "</StackEvents>";
      case "CreateChangeSet" -> create(call);
      case "DescribeChangeSet" -> describeChangeSet(changeSet(call));
      case "ExecuteChangeSet" -> execute(changeSet(call));
      case "DeleteChangeSet" -> "";
      case "DeleteStack" -> delete(stack(call));
      default -> throw new IllegalArgumentException(call.action());
    };
  }

  private String delete(StubStack stack) {
    if (stack.status.equals("REVIEW_IN_PROGRESS")) {
      stacks.remove(stack.name);
    } else {
      stack.begin("DELETE_IN_PROGRESS", "DELETE_COMPLETE", 1);
    }
    return "";
  }

  boolean exists(String name) {
    StubStack stack = stacks.get(name);
    return stack != null
        && !stack.status.equals("DELETE_COMPLETE")
        && !stack.status.equals("REVIEW_IN_PROGRESS");
  }

  StubStack named(String stack) {
    return Objects.requireNonNull(stacks.get(stack));
  }

  private Call changeSet(Call call) {
    return Objects.requireNonNull(changeSets.get(call.get("ChangeSetName")));
  }

  private StubStack stack(Call call) {
    StubStack stack = stacks.get(call.get("StackName").replaceFirst("/.*", ""));
    if (stack == null) {
      throw new AwsError(
          "ValidationError", "Stack with id %s does not exist".formatted(call.get("StackName")));
    }
    return stack;
  }

  private static String summary(String body) {
    String types =
        Pattern.compile("(?m)^    Type: (AWS::\\S+)$")
            .matcher(body)
            .results()
            .map(type -> "<member>" + type.group(1) + "</member>")
            .collect(Collectors.joining());
    String declared =
        defaults(body).entrySet().stream()
            .map(one -> declared(body, one.getKey(), one.getValue()))
            .collect(Collectors.joining());
    return "<Parameters>%s</Parameters><ResourceTypes>%s</ResourceTypes>"
        .formatted(declared, types);
  }

  private static String declared(String body, String name, String defaultValue) {
    String text = body.replaceFirst("(?s)^.*\n  " + name + ":\n(.*?)\n  \\w.*$", "$1");
    String allowed =
        Pattern.compile("(?m)^    AllowedValues: \\[(.*)]$")
            .matcher(text)
            .results()
            .flatMap(values -> Stream.of(values.group(1).split(", ", -1)))
            .map(value -> "<member>" + value.replace("\"", "") + "</member>")
            .collect(Collectors.joining());
    return "<member><ParameterKey>%s</ParameterKey><DefaultValue>%s</DefaultValue><ParameterType>%s</ParameterType><ParameterConstraints><AllowedValues>%s</AllowedValues></ParameterConstraints></member>"
        .formatted(
            name, defaultValue, text.contains("    Type: Number") ? "Number" : "String", allowed);
  }

  private static Map<String, String> defaults(String body) {
    Map<String, String> defaults = new TreeMap<>();
    String section =
        body.replaceFirst("(?s)^.*\nParameters:\n", "").replaceFirst("(?s)\n\\w.*$", "");
    String name = "";
    for (String line : section.split("\n", -1)) {
      Matcher parameter = PARAMETER.matcher(line);
      Matcher value = DEFAULT.matcher(line);
      if (parameter.matches()) {
        name = parameter.group(1);
        defaults.put(name, "");
      } else if (value.matches()) {
        defaults.put(name, value.group(1));
      }
    }
    return defaults;
  }

  private String describe(Call call) {
    StubStack stack = stack(call);
    stack.poll();
    if (stack.status.equals("DELETE_COMPLETE") && !call.get("StackName").contains("/")) {
      throw new AwsError(
          "ValidationError", "Stack with id %s does not exist".formatted(stack.name));
    }
    return "<Stacks><member><StackId>%s</StackId><StackName>%s</StackName><CreationTime>2026-11-28T00:00:00Z</CreationTime><StackStatus>%s</StackStatus><Parameters>%s</Parameters><Outputs>%s</Outputs></member></Stacks>"
        .formatted(stack.id(), stack.name, stack.status, parameters(stack), outputs(stack));
  }

  private static String parameters(StubStack stack) {
    return stack.parameters.entrySet().stream()
        .map(one ->
            "<member><ParameterKey>%s</ParameterKey><ParameterValue>%s</ParameterValue></member>"
                .formatted(one.getKey(), one.getValue()))
        .collect(Collectors.joining());
  }

  private static String outputs(StubStack stack) {
    String logs = stack.parameters.getOrDefault("WorkerLogGroup", "");
    return Map.of(
            "QueueUrl",
            StubAws.queue("QueueUrl"),
            "DeadLetterQueueUrl",
            StubAws.queue("DeadLetterQueueUrl"),
            "ApplicationName",
            stack.name,
            "WorkerLogGroupName",
            logs.isEmpty() ? "/default" : logs)
        .entrySet()
        .stream()
        .map(one ->
            "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>"
                .formatted(one.getKey(), one.getValue()))
        .collect(Collectors.joining());
  }

  private String create(Call call) {
    String id = call.get("StackName") + "/" + call.get("ChangeSetName");
    changeSets.put(id, call);
    StubStack stack = stacks.get(call.get("StackName"));
    if (stack == null || stack.status.equals("DELETE_COMPLETE")) {
      requireCreate(call);
      stacks.put(call.get("StackName"), new StubStack(call.get("StackName")));
    }
    return "<Id>%s</Id><StackId>%s/id</StackId>".formatted(id, call.get("StackName"));
  }

  private static void requireCreate(Call call) {
    if (!call.get("ChangeSetType").equals("CREATE")) {
      throw new AwsError("ValidationError", "there is nothing to update");
    }
  }

  private String describeChangeSet(Call call) {
    StubStack stack = named(call.get("StackName"));
    boolean same =
        effective(call).equals(stack.parameters) && call.get("TemplateBody").equals(stack.body);
    return same
        ? "<Status>FAILED</Status><StatusReason>The submitted information didn't contain changes.</StatusReason>"
        : "<Status>CREATE_COMPLETE</Status><Changes><member><Type>Resource</Type><ResourceChange><Action>Modify</Action><LogicalResourceId>Thing</LogicalResourceId><ResourceType>AWS::A::B</ResourceType><Replacement>True</Replacement></ResourceChange></member></Changes>";
  }

  private Map<String, String> effective(Call call) {
    Map<String, String> effective = new TreeMap<>(defaults(call.get("TemplateBody")));
    Map<String, String> current = named(call.get("StackName")).parameters;
    for (int i = 1; !call.get("Parameters.member.%d.ParameterKey".formatted(i)).isEmpty(); i++) {
      String key = call.get("Parameters.member.%d.ParameterKey".formatted(i));
      boolean kept = call.get("Parameters.member.%d.UsePreviousValue".formatted(i)).equals("true");
      String value = call.get("Parameters.member.%d.ParameterValue".formatted(i));
      effective.put(key, kept ? current.getOrDefault(key, "") : value);
    }
    return effective;
  }

  private String execute(Call call) {
    StubStack stack = named(call.get("StackName"));
    boolean isNew = stack.status.equals("REVIEW_IN_PROGRESS");
    requireImports(effective(call));
    String reason = failing.remove(stack.name);
    String kind = isNew ? "CREATE" : "UPDATE";
    if (reason == null) {
      stack.parameters = effective(call);
      stack.body = call.get("TemplateBody");
      stack.begin(kind + "_IN_PROGRESS", kind + "_COMPLETE", 1);
    } else {
      stack.begin(
          kind + "_IN_PROGRESS", isNew ? "ROLLBACK_COMPLETE" : "UPDATE_ROLLBACK_COMPLETE", 1);
      stack.event("Broken", kind + "_FAILED", reason);
      stack.event("Other", kind + "_FAILED", "Resource creation cancelled");
    }
    return "";
  }

  /** A stack needs the stacks that it imports from. */
  private void requireImports(Map<String, String> values) {
    values.forEach((name, stack) -> {
      if (name.endsWith("Stack") && !exists(stack)) {
        throw new AwsError("ValidationError", "No export named %s-Something".formatted(stack));
      }
    });
  }
}

package io.runnerbean.sqsd.cron;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Collects the schedules of a file and all its problems. */
final class CronEntries {

  /** The name is sent in an HTTP header. */
  private static final Pattern NAME = Pattern.compile("[\\x20-\\x7e]{1,200}");

  private static final URI APP = URI.create("http://localhost/");

  private final List<Schedule> schedules = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  List<Schedule> schedules() {
    return schedules;
  }

  List<String> problems() {
    return problems;
  }

  void problem(int line, String problem) {
    problems.add("line %d: %s".formatted(line, problem));
  }

  void read(Optional<Node> root) {
    if (root.isPresent() && root.get() instanceof MappingNode file) {
      rejectDuplicateKeys(file);
      version(file);
      entries(file);
    } else {
      problem(1, "the file must have \"version: 1\" and a list under \"cron:\"");
    }
  }

  private void version(MappingNode file) {
    Node version = value(file, "version");
    if (!(version instanceof ScalarNode scalar
        && scalar.getValue().equals("1")
        && scalar.isPlain())) {
      problem(line(version == null ? file : version), "\"version\" must be the number 1");
    }
  }

  private void entries(MappingNode file) {
    Node entries = value(file, "cron");
    if (entries instanceof SequenceNode list) {
      list.getValue().forEach(this::entry);
    } else {
      problem(line(entries == null ? file : entries), "\"cron\" must be a list of entries");
    }
  }

  private void entry(Node node) {
    if (!(node instanceof MappingNode entry)) {
      problem(line(node), "an entry must have name, url and schedule");
      return;
    }
    int before = problems.size();
    rejectDuplicateKeys(entry);
    String name = name(entry);
    String path = path(entry);
    CronExpression times = times(entry);
    if (problems.size() == before && name != null && path != null && times != null) {
      schedules.add(new Schedule(name, path, times, line(entry)));
    }
  }

  /** Names must be unique, because a message is identified by its schedule's name and its time. */
  private @Nullable String name(MappingNode entry) {
    String name = text(entry, "name");
    if (name != null && !NAME.matcher(name).matches()) {
      problem(line(entry), "the name must be 1 to 200 printable ASCII characters");
    }
    schedules.stream()
        .filter(other -> other.name().equals(name))
        .findFirst()
        .ifPresent(other ->
            problem(
                line(entry),
                "the name \"%s\" is already used in line %d".formatted(name, other.line())));
    return name;
  }

  private @Nullable String path(MappingNode entry) {
    String url = text(entry, "url");
    try {
      URI resolved = url == null ? APP : APP.resolve(url);
      if (APP.getAuthority().equals(resolved.getAuthority())
          && resolved.getScheme().equals("http")) {
        String query = resolved.getRawQuery();
        return resolved.getRawPath() + (query == null ? "" : "?" + query);
      }
    } catch (IllegalArgumentException e) {
      // reported below, like a host that is not the app's
    }
    problem(
        line(entry), "the url \"%s\" must be a path of the app, such as /job/run".formatted(url));
    return null;
  }

  private @Nullable CronExpression times(MappingNode entry) {
    String schedule = text(entry, "schedule");
    try {
      return schedule == null ? null : CronExpression.parse(schedule);
    } catch (IllegalArgumentException e) {
      Node node = value(entry, "schedule");
      problem(line(node == null ? entry : node), "the schedule: " + e.getMessage());
      return null;
    }
  }

  private void rejectDuplicateKeys(MappingNode node) {
    Set<String> keys = new HashSet<>();
    for (NodeTuple pair : node.getValue()) {
      if (pair.getKeyNode() instanceof ScalarNode key && !keys.add(key.getValue())) {
        problem(line(key), "duplicate key \"%s\"".formatted(key.getValue()));
      }
    }
  }

  private @Nullable String text(MappingNode entry, String key) {
    if (value(entry, key) instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      return scalar.getValue();
    }
    problem(line(entry), "an entry must have a " + key + ", a non-empty string");
    return null;
  }

  private static @Nullable Node value(MappingNode node, String key) {
    return node.getValue().stream()
        .filter(
            pair -> pair.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key))
        .map(NodeTuple::getValueNode)
        .findFirst()
        .orElse(null);
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}

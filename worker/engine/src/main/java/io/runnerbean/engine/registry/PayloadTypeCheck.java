package io.runnerbean.engine.registry;

import io.runnerbean.job.JobType;
import jakarta.validation.ValidationException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidDefinitionException;

/**
 * Finds payload types that no JSON can be bound to, or whose constraints cannot be checked, before
 * the first message arrives.
 */
final class PayloadTypeCheck {

  private static final String RESERVED = "job_";

  private final PayloadBinder binder;
  private final List<String> problems = new ArrayList<>();
  private final Set<Type> seen = new HashSet<>();

  PayloadTypeCheck(PayloadBinder binder) {
    this.binder = binder;
  }

  List<String> problems(JobType<?> type) {
    inspect(type.payload(), type.name());
    for (RecordComponent component : type.payload().getRecordComponents()) {
      reserved(component, type.name());
    }
    return problems;
  }

  private void inspect(Type type, String path) {
    if (!seen.add(type)) {
      return;
    }
    probe(type, path);
    if (type instanceof Class<?> record && record.isRecord()) {
      components(record, path);
    } else if (type instanceof ParameterizedType container) {
      List.of(container.getActualTypeArguments())
          .forEach(argument -> inspect(argument, path + "[]"));
    }
  }

  private void components(Class<?> type, String path) {
    for (RecordComponent component : type.getRecordComponents()) {
      String componentPath = path + "." + component.getName();
      inspect(component.getGenericType(), componentPath);
      constraint(type, component, componentPath);
    }
  }

  /**
   * Binds an empty object. It fits few types, but only a type that no JSON fits causes an {@link
   * InvalidDefinitionException}.
   */
  private void probe(Type type, String path) {
    try {
      binder.mapper().readValue("{}", binder.mapper().constructType(type));
    } catch (InvalidDefinitionException e) {
      problems.add(
          "the payload %s cannot be bound from JSON: %s".formatted(path, e.getOriginalMessage()));
    } catch (JacksonException expected) {
      return;
    }
  }

  private void constraint(Class<?> type, RecordComponent component, String path) {
    try {
      binder.constraints().validateValue(type, component.getName(), null);
    } catch (ValidationException e) {
      problems.add("the constraints of %s cannot be checked: %s".formatted(path, e.getMessage()));
    }
  }

  private void reserved(RecordComponent component, String path) {
    if (component.getName().startsWith(RESERVED)) {
      problems.add(
          "the payload field %s.%s has a name that is reserved: %s…"
              .formatted(path, component.getName(), RESERVED));
    }
  }
}

package io.runnerbean.engine.registry;

import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.engine.validation.JakartaValidation;
import io.runnerbean.engine.validation.StrictJson;
import io.runnerbean.engine.validation.Violation;
import io.runnerbean.job.JobType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Binds JSON to a payload record, and checks its constraints. Safe for use by several threads. */
final class PayloadBinder {

  private static final String TITLE = "Invalid payload";

  private final JsonMapper mapper = StrictJson.mapper();
  private final Validator validator = JakartaValidation.factory().getValidator();

  /**
   * Binds and validates.
   *
   * @throws InvalidMessageException naming each invalid field
   */
  <P extends Record> P bind(JobType<P> type, ObjectNode json) {
    P payload = read(type, json);
    Set<ConstraintViolation<P>> violations = validator.validate(payload);
    if (!violations.isEmpty()) {
      throw new InvalidMessageException(TITLE, named(violations));
    }
    return payload;
  }

  JsonMapper mapper() {
    return mapper;
  }

  Validator constraints() {
    return validator;
  }

  private <P extends Record> P read(JobType<P> type, ObjectNode json) {
    try {
      return mapper.treeToValue(json, type.payload());
    } catch (JacksonException e) {
      throw new InvalidMessageException(TITLE, List.of(BindingErrors.of(e)));
    }
  }

  private static <P> List<Violation> named(Set<ConstraintViolation<P>> violations) {
    return violations.stream()
        .map(violation ->
            new Violation(violation.getPropertyPath().toString(), violation.getMessage()))
        .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::rule))
        .toList();
  }
}

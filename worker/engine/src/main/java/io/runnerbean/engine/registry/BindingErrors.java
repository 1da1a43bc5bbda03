package io.runnerbean.engine.registry;

import io.runnerbean.engine.validation.Violation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says in terms of JSON why a value could not be bound, because Jackson's messages name Java
 * classes.
 */
final class BindingErrors {

  private BindingErrors() {}

  static Violation of(JacksonException fault) {
    return new Violation(path(fault), rule(fault));
  }

  private static String path(JacksonException fault) {
    String path = fault.getPath().stream().map(BindingErrors::step).collect(Collectors.joining());
    return path.startsWith(".") ? path.substring(1) : path;
  }

  private static String step(JacksonException.Reference reference) {
    String property = reference.getPropertyName();
    return property == null ? "[" + reference.getIndex() + "]" : "." + property;
  }

  private static String rule(JacksonException fault) {
    return switch (fault) {
      case UnrecognizedPropertyException unknown ->
          "is not a field; allowed are " + fields(unknown);
      case MismatchedInputException mismatch -> "must be " + expected(mismatch.getTargetType());
      default -> "is invalid";
    };
  }

  private static String fields(UnrecognizedPropertyException unknown) {
    Collection<Object> known = unknown.getKnownPropertyIds();
    return known.isEmpty()
        ? "none"
        : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    return structure(type);
  }

  private static String structure(Class<?> type) {
    if (type.isRecord() || Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    return type.isArray() || Collection.class.isAssignableFrom(type) ? "an array" : scalar(type);
  }

  private static String scalar(Class<?> type) {
    if (type == String.class) {
      return "a string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (Temporal.class.isAssignableFrom(type)) {
      return "an ISO 8601 " + type.getSimpleName();
    }
    return isNumber(type) ? number(type) : "a valid " + type.getSimpleName();
  }

  private static boolean isNumber(Class<?> type) {
    return Number.class.isAssignableFrom(type) || type.isPrimitive();
  }

  private static String number(Class<?> type) {
    boolean fraction =
        type == BigDecimal.class
            || type == double.class
            || type == Double.class
            || type == float.class
            || type == Float.class;
    String range =
        type == BigInteger.class || fraction
            ? ""
            : " within the range of " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    return (fraction ? "a number" : "an integer") + range;
  }
}

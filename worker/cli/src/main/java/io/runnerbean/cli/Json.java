package io.runnerbean.cli;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.io.PrintStream;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints JSON, for programs. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(none -> none.withValueInclusion(Include.NON_NULL))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  static void print(Object value, PrintStream out) {
    out.println(MAPPER.writeValueAsString(value));
  }
}

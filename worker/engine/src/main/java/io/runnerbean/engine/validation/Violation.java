package io.runnerbean.engine.validation;

/**
 * One thing that is wrong with a message.
 *
 * @param field where: a path in the body such as {@code items[0].price}, a header's name, or {@code
 *     body}
 * @param rule what is allowed there
 */
public record Violation(String field, String rule) {}

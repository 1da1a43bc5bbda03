package io.runnerbean.engine.validation;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Jakarta Validation as payloads and entities are held against it. */
public final class JakartaValidation {

  /** One for all: it is a costly part of a start, and whoever has it cannot change it. */
  private static final ValidatorFactory FACTORY = build();

  private JakartaValidation() {}

  public static ValidatorFactory factory() {
    return FACTORY;
  }

  /**
   * Messages are in English wherever the worker runs, and evaluate no expressions from annotations.
   */
  private static ValidatorFactory build() {
    Locale english = Locale.ENGLISH;
    return Validation.byProvider(HibernateValidator.class)
        .configure()
        .defaultLocale(english)
        .messageInterpolator(
            new ParameterMessageInterpolator(Set.of(english), english, context -> english, false))
        .buildValidatorFactory();
  }
}

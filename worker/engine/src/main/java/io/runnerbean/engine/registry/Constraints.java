package io.runnerbean.engine.registry;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Jakarta Validation as payloads and entities are held against it. */
public final class Constraints {

  private Constraints() {}

  /**
   * Messages are in English wherever the worker runs, and evaluate no expressions from annotations.
   */
  public static ValidatorFactory factory() {
    Locale english = Locale.ENGLISH;
    return Validation.byProvider(HibernateValidator.class)
        .configure()
        .defaultLocale(english)
        .messageInterpolator(
            new ParameterMessageInterpolator(Set.of(english), english, context -> english, false))
        .buildValidatorFactory();
  }
}

package io.runnerbean.engine.validation;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Jakarta Validation, as it checks payloads and entities. */
public final class JakartaValidation {

  /** Shared, because building it takes a large part of a start. It is immutable. */
  private static final ValidatorFactory FACTORY = build();

  private JakartaValidation() {}

  public static ValidatorFactory factory() {
    return FACTORY;
  }

  /**
   * Messages are in English wherever the worker runs. Expressions in annotations are not evaluated.
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

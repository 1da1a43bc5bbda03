package io.runnerbean.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

  private enum Mode {
    ON,
    OFF
  }

  @Test
  void reportsAllProblemsAtOnce() {
    SettingsReader settings =
        new SettingsReader(Map.of("PORT", "http", "URL", "nowhere", "MODE", "half", "BLANK", " "));
    assertThat(settings.number("PORT", 80, 1, 99)).isEqualTo(80);
    assertThat(settings.optional("URL", SettingsReader::url)).isNull();
    assertThat(settings.oneOf("MODE", Mode.ON)).isEqualTo(Mode.ON);
    assertThat(settings.text("BLANK")).isEmpty();
    settings.problem("PORT", "must not be the port of URL");
    assertThatThrownBy(settings::check)
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContainingAll(
            "PORT is \"http\": it must be an integer from 1 to 99",
            "URL is \"nowhere\": it must be a URL",
            "MODE is \"half\": it must be one of [ON, OFF]",
            "BLANK is missing",
            "PORT must not be the port of URL");
  }

  @Test
  void readsValuesAndDefaults() {
    SettingsReader settings =
        new SettingsReader(Map.of("PORT", " 81 ", "URL", "https://app:8443/x", "MODE", "OFF"));
    assertThat(settings.number("PORT", 80, 1, 99)).isEqualTo(81);
    assertThat(settings.optional("URL", SettingsReader::url))
        .isEqualTo(URI.create("https://app:8443/x"));
    assertThat(settings.oneOf("MODE", Mode.ON)).isEqualTo(Mode.OFF);
    assertThat(settings.text("NAME", "bean")).isEqualTo("bean");
    settings.check();
    assertThat(settings.seen())
        .contains(
            new Setting("PORT", "81", Setting.Source.ENVIRONMENT),
            new Setting("NAME", "bean", Setting.Source.DEFAULT));
  }

  @Test
  void doesNotShowSecrets() {
    SettingsReader settings = new SettingsReader(Map.of("PASSWORD", "hunter2", "KEYS", "hunter3"));
    assertThat(settings.secret("PASSWORD").reveal()).isEqualTo("hunter2");
    String keys =
        settings.confidential(
            "KEYS",
            "none",
            text -> {
              throw new IllegalArgumentException("it must be longer");
            });
    assertThat(keys).isEqualTo("none");
    assertThat(settings.seen().toString()).doesNotContain("hunter");
    assertThatThrownBy(settings::check)
        .hasMessageContaining("KEYS is not usable: it must be longer")
        .message()
        .doesNotContain("hunter");
  }
}

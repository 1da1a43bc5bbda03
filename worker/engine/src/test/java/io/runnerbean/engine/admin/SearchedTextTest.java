package io.runnerbean.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchedTextTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the spelling                | searched      | stored                                   | found
          as it is                      | Zoë O'Hara    | {"a":"Zoë O'Hara"}                       | true
          escapes of both               | Zoë O'Hara    | {"a":"Zo\\u00eb O\\u0027Hara"}           | true
          one escape                    | Zoë O'Hara    | {"a":"Zoë O\\u0027Hara"}                 | true
          capital digits                | Zoë O'Hara    | {"a":"Zo\\u00EB O'Hara"}                 | true
          an escaped letter             | ann@x.org     | {"a":"\\u0061nn@x.org"}                  | true
          an escaped slash              | a/b/c         | {"a":"a\\/b\\u002fc"}                    | true
          an escaped plus               | a+b@x.org     | {"a":"a\\u002Bb@x.org"}                  | true
          a quote                       | say "hi" now  | {"a":"say \\"hi\\" now"}                 | true
          a decomposed accent           | Zoë           | {"a":"Zoe\\u0308"}                       | true
          JSON in a string of JSON      | Zoë           | {"Message":"{\\"a\\":\\"Zo\\\\u00eb\\"}"} | true
          another text                  | Zoë O'Hara    | {"a":"Zo\\u00eb O Hara"}                 | false
          an escaped backslash          | Zoë           | {"a":"Zo\\\\\\\\u00eb"}                  | false
          half an escape at the end     | Zoë           | {"a":"Zo\\u00                            | false
          """)
  void isFoundByItsMeaning(String spelling, String searched, String stored, boolean found) {
    assertThat(new SearchedText(searched).isIn(stored)).isEqualTo(found);
  }
}

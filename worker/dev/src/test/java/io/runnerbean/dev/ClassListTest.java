package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassListTest {

  @Test
  void sortsTheNamesAndOmitsWhatARunGenerates() {
    List<String> lines =
        List.of(
            "# NOTE: Do not modify this file.",
            "java/lang/String id: 12",
            "io/runnerbean/jobs/InsertJob id: 7",
            "java/lang/String id: 12",
            "@lambda-proxy java/lang/String run ()V",
            "java/lang/invoke/LambdaForm$MH id: 3",
            "org/hibernate/Proxy$$EnhancerByX id: 4",
            "jdk/internal/reflect/GeneratedConstructorAccessor1 id: 5",
            "org/example/Plugin id: 6 super: 12 source: /tmp/plugin.jar");

    assertThat(ClassList.names(lines))
        .containsExactly("io/runnerbean/jobs/InsertJob", "java/lang/String");
  }
}

package io.runnerbean.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AwsAuthoritiesTest {

  @Test
  @DisplayName("the file has the authorities of AWS's regions, and no other certificate")
  void hasTheAuthoritiesOfRegions() throws Exception {
    List<X509Certificate> all =
        AwsAuthorities.read().stream().map(X509Certificate.class::cast).toList();
    assertThat(all)
        .hasSizeGreaterThan(80)
        .allSatisfy(authority -> {
          assertThat(authority.getBasicConstraints()).as("may sign").isNotNegative();
          assertThat(authority.getIssuerX500Principal())
              .as("signs itself")
              .isEqualTo(authority.getSubjectX500Principal());
        });
    for (String region : List.of("eu-west-1", "us-east-1", "ap-southeast-2", "sa-east-1")) {
      assertThat(all)
          .extracting(authority -> authority.getSubjectX500Principal().getName())
          .anyMatch(name -> name.contains("Amazon RDS " + region + " Root CA RSA2048"));
    }
  }
}

/**
 * Real servers inside this JVM: PostgreSQL and, by ElasticMQ, SQS. Tests use them as JUnit
 * extensions, and dev mode starts them on fixed ports. This module never ships.
 */
@NullMarked
package io.runnerbean.testkit;

import org.jspecify.annotations.NullMarked;

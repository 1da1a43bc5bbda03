/**
 * Real servers inside this JVM: PostgreSQL and, by ElasticMQ, SQS. Tests take them as JUnit
 * extensions, dev mode starts them on fixed ports. Nothing here ever ships.
 */
@NullMarked
package io.runnerbean.embedded;

import org.jspecify.annotations.NullMarked;

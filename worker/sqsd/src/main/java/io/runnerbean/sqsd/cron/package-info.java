/** {@code cron.yaml}, as Elastic Beanstalk's worker tier reads it. */
@NullMarked
package io.runnerbean.sqsd.cron;

import org.jspecify.annotations.NullMarked;

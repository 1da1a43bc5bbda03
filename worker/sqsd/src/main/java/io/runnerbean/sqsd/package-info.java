/**
 * The daemon: takes messages from SQS, posts each to an app, and deletes those that the app answers
 * with 200. A drop-in for the one that Elastic Beanstalk runs beside a worker, for any app in any
 * language.
 */
@NullMarked
package io.runnerbean.sqsd;

import org.jspecify.annotations.NullMarked;

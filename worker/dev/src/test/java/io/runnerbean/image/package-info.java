/** The images as they ship, in containers. They have to be built before: see {@code .ci/docker}. */
@NullMarked
package io.runnerbean.image;

import org.jspecify.annotations.NullMarked;

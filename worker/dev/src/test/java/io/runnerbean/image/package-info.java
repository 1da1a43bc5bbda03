/** Tests of the images that ship, in containers. {@code .ci/docker} builds the images first. */
@NullMarked
package io.runnerbean.image;

import org.jspecify.annotations.NullMarked;

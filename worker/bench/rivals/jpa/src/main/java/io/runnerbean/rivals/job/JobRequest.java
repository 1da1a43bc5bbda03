package io.runnerbean.rivals.job;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** The body of a message. */
public record JobRequest(
    @NotNull String job_type,
    @NotNull @Pattern(regexp = "[^\\x00]*", message = "must not contain a NUL character")
        String data) {}

# One image for the worker and the daemon, from a clean clone:
#
#   docker build -t runnerbean .
#   docker run -e RDS_HOSTNAME=… -e RDS_DB_NAME=… -e RDS_USERNAME=… -e RDS_PASSWORD=… -p 8080:8080 runnerbean
#   docker run runnerbean sqsd --queue-url … --app-url … --http-path /job/run
#
# Other base images: --build-arg JDK_IMAGE=… (with JDK 25 and Maven) --build-arg RUN_IMAGE=… (with bash and glibc).
ARG JDK_IMAGE=maven:3.9-eclipse-temurin-25
ARG RUN_IMAGE=debian:bookworm-slim

FROM ${JDK_IMAGE} AS build
# The training run needs PostgreSQL, which refuses to run as root.
RUN useradd --create-home builder \
 && mkdir -p /build /opt/runnerbean \
 && chown builder /build /opt/runnerbean
USER builder
WORKDIR /build

# The libraries have their own layer, which is rebuilt only when a pom.xml changes.
COPY --chown=builder pom.xml ./
COPY --chown=builder .mvn .mvn
COPY --chown=builder worker/testkit/pom.xml worker/testkit/
COPY --chown=builder worker/config/pom.xml worker/config/
COPY --chown=builder worker/engine/pom.xml worker/engine/
COPY --chown=builder worker/engine-it/pom.xml worker/engine-it/
COPY --chown=builder worker/jobs/pom.xml worker/jobs/
COPY --chown=builder worker/sqsd/pom.xml worker/sqsd/
COPY --chown=builder worker/cli/pom.xml worker/cli/
COPY --chown=builder worker/bench/pom.xml worker/bench/
COPY --chown=builder worker/chaos/pom.xml worker/chaos/
COPY --chown=builder worker/dev/pom.xml worker/dev/
COPY --chown=builder worker/deploy/pom.xml worker/deploy/
RUN mvn -B -ntp package -Dmaven.test.skip -Dassembly.skipAssembly

COPY --chown=builder . .
RUN mvn -B -ntp package -Dmaven.test.skip

# All of Java SE, so that every job that compiles runs here, and the tools to diagnose a running JVM.
RUN $(cat target/jdk-home)/bin/jlink \
      --add-modules java.se,jdk.jcmd,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs \
      --strip-java-debug-attributes --no-header-files --no-man-pages --compress=zip-6 --output /opt/runnerbean/java

# A JVM accepts an AOT cache only with the same files at the same paths as in the training run.
RUN cp -a target/runnerbean-*/app/. /opt/runnerbean/ \
 && ./runnerbean train --java /opt/runnerbean/java/bin/java --app /opt/runnerbean

FROM ${RUN_IMAGE}
COPY --from=build /opt/runnerbean /opt/runnerbean
ENV PATH=/opt/runnerbean/java/bin:$PATH
# The JVM decodes arguments by the locale.
ENV LC_ALL=C.UTF-8
# An unprivileged user. A number needs no entry in /etc/passwd.
USER 10001:10001
WORKDIR /opt/runnerbean
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=6s --start-period=60s CMD ["/bin/bash", "/opt/runnerbean/healthy"]
# The AOT cache contains profiles of hot methods, so the JIT compiler can wait for four times as many calls, which speeds
# up the start. Without a cache this option would slow down the warm-up.
ENTRYPOINT ["java", "@/opt/runnerbean/java.options", "-XX:AOTCache=/opt/runnerbean/runnerbean.aot", "-XX:CompileThresholdScaling=4", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/runnerbean/runnerbean.jar"]
CMD ["serve"]

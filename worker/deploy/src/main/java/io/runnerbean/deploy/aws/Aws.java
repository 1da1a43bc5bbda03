package io.runnerbean.deploy.aws;

import java.util.List;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.elasticbeanstalk.ElasticBeanstalkClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A client for each AWS service, in one region. */
public record Aws(
    Region region,
    SdkHttpClient http,
    StsClient sts,
    CloudFormationClient formation,
    ElasticBeanstalkClient beanstalk,
    S3Client s3,
    SqsClient sqs,
    CloudWatchLogsClient logs)
    implements AutoCloseable {

  /** Opens the clients. The caller closes them. */
  public static Aws in(Region region) {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    return new Aws(
        region,
        http,
        client(StsClient.builder().httpClient(http), region),
        client(CloudFormationClient.builder().httpClient(http), region),
        client(ElasticBeanstalkClient.builder().httpClient(http), region),
        client(S3Client.builder().httpClient(http), region),
        client(SqsClient.builder().httpClient(http), region),
        client(CloudWatchLogsClient.builder().httpClient(http), region));
  }

  /** The identity of the credentials. */
  public GetCallerIdentityResponse caller() {
    return sts.getCallerIdentity();
  }

  /** Only a few regions serve the Price List, with the prices of all regions. */
  public PricingClient prices() {
    return client(PricingClient.builder().httpClient(http), Region.US_EAST_1);
  }

  @Override
  public void close() {
    List.<SdkAutoCloseable>of(sts, formation, beanstalk, s3, sqs, logs, http)
        .forEach(SdkAutoCloseable::close);
  }

  private static <C> C client(AwsClientBuilder<?, C> builder, Region region) {
    return builder.region(region).build();
  }
}

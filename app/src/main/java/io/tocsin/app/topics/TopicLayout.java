package io.tocsin.app.topics;

import io.tocsin.telemetry.Topics;

/**
 * How the topics are laid out on a cluster.
 *
 * @param topics their names
 * @param partitions of each keyed topic; all must have the same number, because a service's records
 *     have to meet in one task
 * @param replication how many brokers keep a copy; -1 for the cluster's own default
 */
public record TopicLayout(Topics topics, int partitions, short replication) {
  /** Enough for the two cores of a small host, and cheap when idle. */
  public static final int EMBEDDED_PARTITIONS = 2;

  public static final int CLUSTER_PARTITIONS = 6;
  public static final short CLUSTER_DEFAULT = -1;
}

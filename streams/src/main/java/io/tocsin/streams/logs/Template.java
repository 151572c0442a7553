package io.tocsin.streams.logs;

/**
 * What log entries of one kind have in common.
 *
 * @param id the same after a restart and in a replay
 * @param text with a mark where entries differ
 */
public record Template(String id, String text) {}

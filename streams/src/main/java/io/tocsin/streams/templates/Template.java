package io.tocsin.streams.templates;

/**
 * What log messages of one kind have in common.
 *
 * @param id of the first form in which it was met: the same after a restart and in a replay, and
 *     when the template becomes more general
 * @param text with {@value Tokens#WILDCARD} where messages differ
 */
public record Template(String id, String text) {}

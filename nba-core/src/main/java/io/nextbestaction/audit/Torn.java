// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

/**
 * The end of a segment that was being written when the writer died, never acknowledged and now cut off; its bytes are kept
 * beside the segment.
 *
 * @param segment the file's name
 * @param offset where it began
 * @param bytes how many were cut off
 */
public record Torn(String segment, long offset, long bytes) {}

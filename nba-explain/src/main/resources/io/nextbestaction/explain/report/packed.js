// SPDX-License-Identifier: Apache-2.0
'use strict';

// Numbers as Packed.java writes them: a letter for their type and base64 of their bytes, little-endian as every machine
// with a browser is; or a list of distinct numbers and places in it.
const packedNumbers = (() => {
  const TYPES = { b: Uint8Array, h: Uint16Array, w: Int32Array, f: Float32Array, d: Float64Array };

  return function numbers(packed) {
    if (typeof packed !== 'string') {
      const of = numbers(packed.of);
      return Float64Array.from(numbers(packed.at), (place) => of[place]);
    }
    const bytes = Uint8Array.from(atob(packed.slice(1)), (c) => c.charCodeAt(0));
    return new TYPES[packed[0]](bytes.buffer);
  };
})();

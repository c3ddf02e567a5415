/// The mixed-radix keys of the members of a block, one for each.
struct KeyBuffer {
  /// The keys where all fit 32 bits.
  private(set) var narrow: [UInt32] = []
  /// The keys where some do not.
  private(set) var wide: [UInt64] = []

  /// Writes keys of 32 bits: two super-columns in the first pass, one in each that follows.
  mutating func writeNarrow(
    _ source: ClassTable, _ range: Range<Int>, _ translations: [Translation]
  ) {
    if narrow.count < range.count { narrow = [UInt32](repeating: 0, count: range.count) }
    var written = exchange(&narrow, with: [])
    var keys = written.mutableSpan
    let start = range.lowerBound
    let highest = (labels: translations[0].labels, codes: source.codes[0])
    let first = highest.labels.span
    let firstCodes = highest.codes.span
    if translations.count == 1 {
      for index in 0..<range.count {
        unsafe keys[unchecked: index] =
          first[unchecked: Int(firstCodes[unchecked: start &+ index])]
      }
    } else {
      let lower = (labels: translations[1].labels, codes: source.codes[1])
      let second = lower.labels.span
      let secondCodes = lower.codes.span
      let radix = UInt32(truncatingIfNeeded: translations[1].labelCount)
      for index in 0..<range.count {
        let high = unsafe first[unchecked: Int(firstCodes[unchecked: start &+ index])]
        let low = unsafe second[unchecked: Int(secondCodes[unchecked: start &+ index])]
        unsafe keys[unchecked: index] = high &* radix &+ low
      }
    }
    for (position, translation) in translations.enumerated().dropFirst(2) {
      let labels = translation.labels.span
      let sourceCodes = source.codes[position]
      let codes = sourceCodes.span
      let radix = UInt32(truncatingIfNeeded: translation.labelCount)
      for index in 0..<range.count {
        let label = unsafe labels[unchecked: Int(codes[unchecked: start &+ index])]
        unsafe keys[unchecked: index] = keys[unchecked: index] &* radix &+ label
      }
    }
    narrow = written
  }

  /// Writes keys of 64 bits, which may wrap around.
  mutating func writeWide(
    _ source: ClassTable, _ range: Range<Int>, _ translations: [Translation]
  ) {
    if wide.count < range.count { wide = [UInt64](repeating: 0, count: range.count) }
    var written = exchange(&wide, with: [])
    var keys = written.mutableSpan
    for (position, translation) in translations.enumerated() {
      let labels = translation.labels.span
      let sourceCodes = source.codes[position]
      let codes = sourceCodes.span
      let radix = position == 0 ? 0 : UInt64(translation.labelCount)
      for index in 0..<range.count {
        let label = unsafe labels[unchecked: Int(codes[unchecked: range.lowerBound &+ index])]
        unsafe keys[unchecked: index] = keys[unchecked: index] &* radix &+ UInt64(label)
      }
    }
    wide = written
  }
}

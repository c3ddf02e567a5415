/// The mixed-radix keys of the members of a block, one for each.
struct KeyBuffer {
  /// The keys where all fit 32 bits.
  private(set) var narrow: [UInt32] = []
  /// The keys where some do not.
  private(set) var wide: [UInt64] = []

  /// Writes keys of 32 bits, two super-columns in a pass; those with one label alone play no part.
  mutating func writeNarrow(
    _ source: ClassTable, _ range: Range<Int>, _ translations: [Translation]
  ) {
    if narrow.count < range.count { narrow = [UInt32](repeating: 0, count: range.count) }
    var written = exchange(&narrow, with: [])
    var keys = written.mutableSpan
    if source.shortCodes.isEmpty {
      Self.write(source.codes, range, translations, to: &keys)
    } else {
      Self.write(source.shortCodes, range, translations, to: &keys)
    }
    narrow = written
  }

  @inline(__always)
  private static func write<Code: FixedWidthInteger & UnsignedInteger>(
    _ codes: [[Code]], _ range: Range<Int>, _ translations: [Translation],
    to keys: inout MutableSpan<UInt32>
  ) {
    let (start, count) = (range.lowerBound, range.count)
    var isFirst = true
    var waiting: Int?
    for position in translations.indices where translations[position].labelCount > 1 {
      guard let other = waiting else {
        waiting = position
        continue
      }
      waiting = nil
      let (left, right) = (translations[other], translations[position])
      let (leftCodes, rightCodes) = (codes[other], codes[position])
      let (leftLabels, rightLabels) = (left.labels.span, right.labels.span)
      let (leftSpan, rightSpan) = (leftCodes.span, rightCodes.span)
      let radix = UInt32(truncatingIfNeeded: right.labelCount)
      let both = UInt32(truncatingIfNeeded: left.labelCount) &* radix
      for index in 0..<count {
        let high = unsafe leftLabels[unchecked: Int(leftSpan[unchecked: start &+ index])]
        let low = unsafe rightLabels[unchecked: Int(rightSpan[unchecked: start &+ index])]
        let before = unsafe isFirst ? 0 : keys[unchecked: index] &* both
        unsafe keys[unchecked: index] = before &+ high &* radix &+ low
      }
      isFirst = false
    }
    if let last = waiting {
      let (labels, codes) = (translations[last].labels, codes[last])
      let (labelSpan, codeSpan) = (labels.span, codes.span)
      let radix = UInt32(truncatingIfNeeded: translations[last].labelCount)
      for index in 0..<count {
        let label = unsafe labelSpan[unchecked: Int(codeSpan[unchecked: start &+ index])]
        let before = unsafe isFirst ? 0 : keys[unchecked: index] &* radix
        unsafe keys[unchecked: index] = before &+ label
      }
      isFirst = false
    }
    if isFirst { for index in 0..<count { unsafe keys[unchecked: index] = 0 } }
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

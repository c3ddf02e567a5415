internal import CExpat

/// Feeds a NAACCR XML file to libexpat piece by piece and hands out patients.
///
/// The only place that speaks to libexpat; every unsafe use is a call of its C interface, with
/// pointers that libexpat owns and that are copied before a callback returns.
@safe
final class NaaccrParser {
  /// Markup that libexpat holds back before it is complete.
  private static let markupLimit = 4_194_304
  /// The largest patient, in bytes.
  private static let patientLimit = 67_108_864

  private let source: ByteSource
  private let parser: XML_Parser?
  private var structure: NaaccrStructure
  private var failure: NaaccrError?
  private var ended = false
  private var finished: [NaaccrPatient] = []
  private var handedOut = 0
  /// The bytes from the start of the present patient on, or of the last piece.
  private var window: [UInt8] = []
  /// How many bytes of the input stand before the window.
  private var windowOffset = 0
  private var patientStart: Int?

  init(source: @escaping ByteSource, structure: NaaccrStructure) {
    self.source = source
    self.structure = structure
    // The standard demands UTF-8; saying so here overrules what the file may declare.
    unsafe parser = XML_ParserCreateNS("UTF-8", XML_Char(UInt8(ascii: "|")))
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    unsafe XML_SetElementHandler(
      parser,
      { data, name, attributes in
        unsafe NaaccrParser.of(data)?.open(name, attributes)
      },
      { data, _ in unsafe NaaccrParser.of(data)?.close() })
    unsafe XML_SetCharacterDataHandler(parser) { data, text, length in
      unsafe NaaccrParser.of(data)?.characters(text, Int(length))
    }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      unsafe NaaccrParser.of(data)?.fail(.documentType)
    }
  }

  deinit { unsafe XML_ParserFree(parser) }

  /// The next patient; patients before an error come first.
  func next() throws -> NaaccrPatient? {
    while true {
      if handedOut < finished.count {
        handedOut += 1
        return finished[handedOut - 1]
      }
      finished.removeAll(keepingCapacity: true)
      handedOut = 0
      if let failure { throw failure }
      if ended { return nil }
      try feed()
    }
  }

  private func feed() throws {
    let known = window.count
    let isFirst = windowOffset == 0 && known == 0
    ended = try !source(&window)
    if isFirst, Compression.isCompressed(window) { return failure = error(.compressed) }
    let status = unsafe window.withUnsafeBufferPointer { bytes in
      let piece = unsafe UnsafeBufferPointer(rebasing: bytes[known...])
      return unsafe piece.withMemoryRebound(to: CChar.self) { text in
        unsafe XML_Parse(parser, text.baseAddress, Int32(text.count), ended ? 1 : 0)
      }
    }
    if failure == nil, status == XML_STATUS_ERROR { failure = syntaxError() }
    if ended, failure == nil, !structure.isComplete { failure = error(.truncated) }
    dropRead()
    let held = unsafe windowOffset + window.count - Int(XML_GetCurrentByteIndex(parser))
    if failure == nil, !ended, held > Self.markupLimit { failure = error(.tooLarge("a tag")) }
    if window.count > Self.patientLimit { failure = failure ?? error(.tooLarge("a patient")) }
  }

  /// Keeps only what the present patient may need, and the tag that is not complete yet.
  private func dropRead() {
    let pending = unsafe max(windowOffset, Int(XML_GetCurrentByteIndex(parser)))
    let keepFrom = min(patientStart ?? pending, pending) - windowOffset
    guard keepFrom > 0 else { return }
    window.removeSubrange(..<keepFrom)
    windowOffset += keepFrom
  }

  private func syntaxError() -> NaaccrError {
    let code = unsafe XML_GetErrorCode(parser)
    if code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN {
      return error(.truncated)
    }
    let reason = unsafe XML_ErrorString(code).map { unsafe String(cString: $0) } ?? "unknown"
    return error(.notWellFormed(reason))
  }

  private var line: Int { unsafe Int(XML_GetCurrentLineNumber(parser)) }

  private func error(_ cause: NaaccrError.Cause) -> NaaccrError {
    NaaccrError(line: line, cause: cause)
  }

  private func fail(_ cause: NaaccrError.Cause) {
    failure = failure ?? error(cause)
    unsafe XML_StopParser(parser, 0)
  }

  private static func of(_ data: UnsafeMutableRawPointer?) -> NaaccrParser? {
    guard let data = unsafe data else { return nil }
    return unsafe Unmanaged<NaaccrParser>.fromOpaque(data).takeUnretainedValue()
  }

  private func open(
    _ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
  ) {
    guard failure == nil, let name = unsafe name else { return }
    var pairs: [(name: String, value: String)] = []
    if var next = unsafe attributes {
      while let key = unsafe next[0], let value = unsafe next[1] {
        unsafe pairs.append((String(cString: key), String(cString: value)))
        unsafe next += 2
      }
    }
    var length = 0
    while unsafe name[length] != 0 { length += 1 }
    let element = unsafe name.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
      NaaccrElement(unsafe Span(_unsafeStart: bytes, count: length))
    }
    do throws(NaaccrError.Cause) {
      try structure.open(element, pairs)
    } catch {
      fail(error)
    }
    if element == .patient, failure == nil {
      patientStart = unsafe Int(XML_GetCurrentByteIndex(parser))
      structure.patient?.line = line
    }
  }

  private func close() {
    guard failure == nil, structure.close(), var patient = structure.patient else { return }
    let end = unsafe Int(XML_GetCurrentByteIndex(parser)) + Int(XML_GetCurrentByteCount(parser))
    if let patientStart {
      let low = max(0, patientStart - windowOffset)
      let high = min(window.count, end - windowOffset)
      if low < high { patient.rawRow = Array(window[low..<high]) }
    }
    finished.append(patient)
    structure.patient = nil
    patientStart = nil
  }

  private func characters(_ text: UnsafePointer<XML_Char>?, _ count: Int) {
    guard failure == nil, let text = unsafe text else { return }
    unsafe text.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
      let span = unsafe Span(_unsafeStart: bytes, count: count)
      do throws(NaaccrError.Cause) {
        try structure.characters(span)
      } catch {
        fail(error)
      }
    }
  }
}

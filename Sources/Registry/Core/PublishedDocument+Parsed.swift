internal import Config
internal import Domain
internal import Storage

extension PublishedDocument {
  /// The consent form that the document describes.
  func form() throws -> ConsentForm {
    let file = "form \(id)@\(version)"
    if let outline {
      return try FormDocument.parse(outline: DocumentOutline(bytes: outline), file: file)
    }
    return try FormDocument.parse(yaml: Array(text.utf8), file: file)
  }

  /// The programme that the document describes, in the state that was set after its publication,
  /// where one was.
  func programme(in state: ProgrammeState?) throws -> ResearchProgramme {
    let file = "programme \(id)@\(version)"
    let programme =
      if let outline {
        try ProgrammeDocument.parse(outline: DocumentOutline(bytes: outline), file: file)
      } else {
        try ProgrammeDocument.parse(yaml: Array(text.utf8), file: file)
      }
    return try state.map { try programme.with(state: $0) } ?? programme
  }

  /// The same document with what is kept beside its text.
  ///
  /// A document that an earlier program took and this one cannot read is kept as it is, and told
  /// where somebody needs it.
  var outlined: PublishedDocument {
    var copy = self
    copy.outline = try? DocumentOutline(yaml: Array(text.utf8), file: id).bytes
    return copy
  }
}

internal import Config
internal import Domain
internal import Storage

extension PublishedDocument {
  /// The consent form that the document describes.
  func form() throws -> ConsentForm {
    try FormDocument.parse(yaml: Array(text.utf8), file: "form \(id)@\(version)")
  }

  /// The programme that the document describes, in the state that was set after its publication,
  /// where one was.
  func programme(in state: ProgrammeState?) throws -> ResearchProgramme {
    let programme = try ProgrammeDocument.parse(
      yaml: Array(text.utf8), file: "programme \(id)@\(version)")
    return try state.map { try programme.with(state: $0) } ?? programme
  }
}

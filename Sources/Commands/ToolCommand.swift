internal import ArgumentParser

/// A command that does something: it declares its arguments and answers with a document.
protocol ToolCommand: ParsableCommand {
  /// The options that every command has.
  var options: GlobalOptions { get }

  /// Does the work.
  /// - Parameter session: the world and the options.
  /// - Returns: what to show and how the command ends.
  /// - Throws: whatever keeps it from answering.
  func answer(_ session: Session) throws -> Answer
}

/// What a command answers.
struct Answer {
  /// What goes to standard output.
  var document: Document
  /// The exit status.
  var status: Int32 = 0
  /// Sentences for people, on standard error.
  var remarks: [String] = []

  /// Answers with a document.
  /// - Parameters:
  ///   - document: what goes to standard output.
  ///   - status: the exit status.
  ///   - remarks: sentences for people.
  init(_ document: Document, status: Int32 = 0, remarks: [String] = []) {
    self.document = document
    self.status = status
    self.remarks = remarks
  }
}

internal import ArgumentParser
internal import Registry

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

/// A command that makes one change and shows what it led to.
protocol ChangeCommand: ToolCommand {
  /// The options of every change.
  var change: ChangeOptions { get }

  /// Makes the change.
  /// - Parameters:
  ///   - registry: the registry, open.
  ///   - request: how it is to be made.
  /// - Returns: what it led to.
  /// - Throws: whatever keeps it from being made.
  func changed(_ registry: Registry, _ request: ChangeRequest) throws -> Record
}

extension ChangeCommand {
  func answer(_ session: Session) throws -> Answer {
    Answer(.record(session.marked(try changed(session.openRegistry(), session.request(change)))))
  }
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

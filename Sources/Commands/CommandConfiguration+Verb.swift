internal import ArgumentParser

extension CommandConfiguration {
  /// Describes a command that does something.
  ///
  /// Such a command is read by itself, and one that names what stands above it is not searched for
  /// the program's own completion scripts first: that search reads two further commands by
  /// reflection, a millisecond of every run. The root of all commands still answers it.
  /// - Parameters:
  ///   - verb: the word for it.
  ///   - abstract: one sentence.
  ///   - discussion: what else there is to know, and an example.
  init(verb: String, abstract: String, discussion: String = "") {
    self.init(
      commandName: verb, _superCommandName: "tissuectl", abstract: abstract,
      discussion: discussion)
  }
}

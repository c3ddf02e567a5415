internal import Commands

CommandLineTool.main()
